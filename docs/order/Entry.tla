------------------------------- MODULE Entry -------------------------------
\* The rules of one entry of the ledger, as plain functions: what a change may still set, what must be looked at first,
\* and what the entry says after a change was applied, had no effect, or nobody knows.
\* An intention is [ev, val]: the event, and per field the event whose value is sent (None: the field is not sent).
\* A value is named by its event. A create that takes a waiting move along sends the move's parent: val.parent is the move.
EXTENDS Naturals, Sequences, FiniteSets
CONSTANTS Change,   \* per event: [kind, time, fields, before, value]; before: earlier elements of its delivery, not later in time
          Keyless,  \* events without a key: nothing is remembered by event
          Mutant    \* which fault is built in; "none" for the protocol as it is
None == "none"
Fields == {"name", "parent", "existence"}
Events == DOMAIN Change
Time(e) == IF e = None THEN 0 ELSE Change[e].time
Kind(e) == IF e = None THEN None ELSE Change[e].kind
Before(e) == IF e = None \/ Mutant = "EarlierIsTriedAgain" THEN {} ELSE Change[e].before
NoVal == [f \in Fields |-> None]
NoLease == [own |-> None, ev |-> None, val |-> NoVal]
NoEntry == [marks |-> NoVal, settled |-> [e \in Events |-> {}], open |-> <<>>, waiting |-> None,
            lease |-> NoLease, over |-> FALSE, silent |-> FALSE]   \* over: the term of the lease has passed
Sent(val) == {f \in Fields : val[f] # None}

\* The fields that e may still set. A delete goes as a whole.
Passes(n, e) ==
  IF Kind(e) = "delete"
  THEN IF n.settled[e] = {} /\ \A f \in Fields : Time(n.marks[f]) <= Time(e) THEN Fields ELSE {}
  ELSE {f \in Change[e].fields \ n.settled[e] : Time(n.marks[f]) <= Time(e)}

\* What is settled for an event is settled for the earlier elements of its delivery too.
Settle(s, e, fs) == [x \in Events |-> IF (x = e \/ x \in Before(e)) /\ fs # {} /\ x \notin Keyless
                                      THEN s[x] \cup (IF Kind(x) = "delete" THEN Fields ELSE fs \cap Change[x].fields) ELSE s[x]]
RECURSIVE SettleAll(_, _)
SettleAll(s, pairs) == IF pairs = {} THEN s
                       ELSE LET p == CHOOSE q \in pairs : TRUE IN SettleAll(Settle(s, p[1], p[2]), pairs \ {p})

\* Intentions that may have had an effect. The intention of a lease that is over counts.
Index(open, e) == IF e \notin Keyless /\ \E j \in DOMAIN open : open[j].ev = e THEN CHOOSE j \in DOMAIN open : open[j].ev = e ELSE 0
Join(open, e, val) ==
  LET p == Index(open, e) IN
  IF p = 0 THEN Append(open, [ev |-> e, val |-> val])
  ELSE [open EXCEPT ![p].val = [f \in Fields |-> IF val[f] # None THEN val[f] ELSE @[f]]]
OpenOf(n) == IF n.lease.ev = None \/ Mutant = "IntentionIsDropped" THEN n.open ELSE Join(n.open, n.lease.ev, n.lease.val)
\* Takes fields out of every intention; a delete goes as a whole.
Without(open, fs) ==
  LET Rest(el) == [el EXCEPT !.val = IF Kind(el.ev) = "delete" /\ fs # {} THEN NoVal
                                     ELSE [f \in Fields |-> IF f \in fs THEN None ELSE el.val[f]]]
      rests == [j \in DOMAIN open |-> Rest(open[j])]
  IN SelectSeq(rests, LAMBDA el : Sent(el.val) # {})

\* The move that waits goes with a create that is older.
TakesAlong(n, e) == /\ Kind(e) = "create" /\ n.waiting # None
                    /\ Time(n.waiting) > Time(e)
                    /\ "parent" \in Passes(n, n.waiting)
ValueOf(n, e, fs) == [f \in Fields |-> IF f \notin fs THEN None
                                       ELSE IF f = "parent" /\ TakesAlong(n, e) THEN n.waiting ELSE e]
\* Of two equal times the one begun later counts, but an earlier element of one delivery never.
NewerWaiting(old, e) == old = None \/ Time(e) > Time(old) \/ (Time(e) = Time(old) /\ e \notin Before(old))

\* Some intention that shares a field with e is newer than e.
Blocked(open, e, fs) ==
  LET p == Index(open, e) IN
  \E j \in DOMAIN open \ {p} : \E f \in fs \cap Sent(open[j].val) :
     \/ Time(open[j].val[f]) > Time(e)
     \/ e \in Before(open[j].ev) \cup Before(open[j].val[f])
     \/ p > 0 /\ j > p /\ Time(open[j].val[f]) = Time(e)
\* e is an open intention and nothing open is newer: it may go on. Not with a waiting move's parent: it looks first.
GoesOn(n, e) ==
  LET open == OpenOf(n)  p == Index(open, e)  fs == Passes(n, e) IN
  /\ p > 0
  /\ \/ ~Blocked(open, e, fs) /\ ~TakesAlong(n, e) /\ \A f \in Fields : open[p].val[f] \in {None, e}
     \/ Mutant = "GoesOnPastNewer"
MustLook(n, e) == LET open == OpenOf(n) IN ~GoesOn(n, e) /\ (Blocked(open, e, Passes(n, e)) \/ Len(open) >= 2 \/ Index(open, e) > 0)
WhatGoes(n, e) ==
  LET open == OpenOf(n)  p == Index(open, e)
      fs == IF p > 0 THEN Passes(n, e) \cap Sent(open[p].val) ELSE Passes(n, e)
  IN ValueOf(n, e, fs)

Take(n, i, e, val) == [n EXCEPT !.lease = [own |-> i, ev |-> e, val |-> val], !.over = FALSE,
                                !.open = IF Mutant = "GoingOnLeavesOpen" THEN SelectSeq(OpenOf(n), LAMBDA el : el.ev # e) ELSE OpenOf(n)]

\* The waiting move stays only while something that was applied or found true has not overtaken it.
StillWaiting(n) == IF n.waiting # None /\ "parent" \in Passes(n, n.waiting) THEN n.waiting ELSE None
DropWaiting(n, v) == IF v # None /\ n.waiting # None /\ Time(n.waiting) <= Time(v)
                     THEN [n EXCEPT !.waiting = None] ELSE [n EXCEPT !.waiting = StillWaiting(n)]

\* The find-out: per field, newest intention first, the first whose value is there is found true; nothing is open afterwards.
\* there(f, v): the target shows the value v in field f.
Found(open, f, there(_, _)) ==
  LET hits == {j \in DOMAIN open : /\ open[j].val[f] # None
                                   /\ IF Mutant = "FoundPerChange" THEN \A g \in Sent(open[j].val) : there(g, open[j].val[g])
                                      ELSE there(f, open[j].val[f])}
  IN IF hits = {} THEN 0 ELSE CHOOSE j \in hits : \A k \in hits : k <= j
Looked(n, there(_, _)) ==
  LET open == n.open
      F(f) == Found(open, f, there)
      marks == [f \in Fields |-> IF F(f) = 0 \/ Time(open[F(f)].val[f]) < Time(n.marks[f]) THEN n.marks[f] ELSE open[F(f)].val[f]]
      pairs == UNION {{<<open[j].ev, {f}>> : j \in {k \in 1..F(f) : open[k].val[f] # None}} : f \in Fields}
               \cup {<<open[F(f)].val[f], {f}>> : f \in {g \in Fields : F(g) > 0}}
      m == [n EXCEPT !.marks = marks, !.settled = SettleAll(n.settled, pairs), !.open = <<>>]
  IN DropWaiting(m, IF F("parent") > 0 THEN marks["parent"] ELSE None)

\* The closing write.
Free(n, silent) == [n EXCEPT !.lease = NoLease, !.over = FALSE, !.silent = n.silent \/ silent]
Applied(n, e, val) ==
  LET fs == Sent(val)
      older == {j \in DOMAIN n.open : n.open[j].ev # e /\ (fs \cap Sent(n.open[j].val) # {} \/ Kind(n.open[j].ev) = "delete")}
      pairs == {<<e, Change[e].fields>>} \cup {<<val[f], {f}>> : f \in fs} \cup {<<n.open[j].ev, fs>> : j \in older}
      m == [n EXCEPT !.marks = [f \in Fields |-> IF f \in fs THEN val[f] ELSE n.marks[f]],
                     !.settled = SettleAll(n.settled, pairs),
                     !.open = Without(SelectSeq(n.open, LAMBDA el : el.ev # e), fs)]
  IN DropWaiting(m, val["parent"])
Unknown(n, e, val) == IF Mutant = "IntentionIsDropped" THEN n ELSE [n EXCEPT !.open = Join(n.open, e, val)]
Nothing(n, e, missing) == IF missing /\ "parent" \in Change[e].fields /\ NewerWaiting(n.waiting, e)
                          THEN [n EXCEPT !.waiting = e] ELSE n
\* The lease was lost, but the change was applied: raise what is strictly older, settle its own event, and no more.
\* What is open stays open, its own intention too: what was begun before it must not forget it.
AppliedLate(n, e, val) ==
  LET up == {f \in Sent(val) : Time(val[f]) > Time(n.marks[f])}
      m == [n EXCEPT !.marks = [f \in Fields |-> IF f \in up THEN val[f] ELSE n.marks[f]],
                     !.settled = SettleAll(n.settled, {<<e, Sent(val)>>} \cup {<<val[f], {f}>> : f \in Sent(val)})]
  IN [m EXCEPT !.waiting = StillWaiting(m)]
=============================================================================
