------------------------------- MODULE Order -------------------------------
\* One organization: the target, the entry in the store, the instances, the senders. Senders send again until they hear a final answer.
\* One step reads the fresh entry, decides and writes: compare-and-set makes it one, else the instance reads again.
EXTENDS Entry, TLC
CONSTANTS Instances,
          MayBeRefused, MayGiveUp,   \* events that the target may refuse; whose sender may give up
          Faults, MaxFaults,         \* kinds of faults, how many in all
          MaxTries,                  \* tries within one change
          Redeliveries,              \* deliveries after a final answer
          Caching,                   \* instances keep copies of the entry
          ExistsAtFirst              \* the organization exists at the beginning
VARIABLES target,    \* per field the event that set it last
          air,       \* requests without an answer that may still have their effect
          entry, copy,
          turn, believes,            \* what an instance does; it believes that its lease is good
          status, faults, again,
          had, begun                 \* for the properties: effects per event; the order of beginnings among equal times
vars == <<target, air, entry, copy, turn, believes, status, faults, again, had, begun>>
Sym == Permutations(Instances)
Idle == [pc |-> "idle", ev |-> None, val |-> NoVal, tries |-> 0, sure |-> TRUE, silent |-> FALSE, missing |-> FALSE]
Init == /\ target = NoVal /\ air = {} /\ entry = NoEntry /\ copy = [i \in Instances |-> NoEntry]
        /\ turn = [i \in Instances |-> Idle] /\ believes = [i \in Instances |-> FALSE]
        /\ status = [e \in Events |-> "pending"] /\ faults = 0 /\ again = 0
        /\ had = [e \in Events |-> {}] /\ begun = <<>>

Exists == IF target["existence"] = None THEN ExistsAtFirst ELSE Kind(target["existence"]) # "delete"
\* What a reader of field f sees when v set it last.
Value(f, v) == IF v = None /\ ExistsAtFirst THEN "first"
               ELSE IF v = None \/ Kind(v) = "delete" THEN "nothing"
               ELSE IF f = "existence" THEN "first"
               ELSE IF Change[v].value = None THEN v ELSE Change[v].value
Fault(kind) == kind \in Faults /\ faults < MaxFaults /\ faults' = faults + 1
Write(i, n) == entry' = n /\ copy' = IF Caching THEN [copy EXCEPT ![i] = n] ELSE copy
Missing(val) == val["existence"] = None /\ ~Exists      \* 404
Effect(val) == IF Missing(val) THEN UNCHANGED <<target, had>>
               ELSE /\ target' = [f \in Fields |-> IF val[f] # None THEN val[f] ELSE target[f]]
                    /\ had' = [e \in Events |-> had[e] \cup {f \in Fields : val[f] = e}]

\* ---- a change arrives ----
Wanted(e) == /\ \/ status[e] = "pending" /\ again' = again
                \/ status[e] \in {"done", "refused"} /\ again < Redeliveries /\ again' = again + 1
Done(e) == status' = [status EXCEPT ![e] = IF @ = "pending" THEN "done" ELSE @]
Rivals(e) == {x \in Events \ {e} : Time(x) = Time(e) /\ x \notin Change[e].before /\ e \notin Change[x].before}
Known(n, e) == Index(OpenOf(n), e) > 0 \/ n.settled[e] # {}
Begun(n, e) == begun' = IF Rivals(e) = {} \/ Known(n, e) THEN begun ELSE Append(SelectSeq(begun, LAMBDA x : x # e), e)
\* Mutant: intentions count as applied.
Counted(n) == [n EXCEPT !.marks = [f \in Fields |-> LET vs == {n.marks[f]} \cup {OpenOf(n)[j].val[f] : j \in DOMAIN OpenOf(n)}
                                                    IN CHOOSE v \in vs : \A w \in vs : Time(w) <= Time(v)]]
Knows(n) == IF Mutant = "IntentionCounts" THEN Counted(n) ELSE n
\* A copy is good for what is settled, for history only grows. A lease in a copy is never believed.
CopySays(i, e) ==
  LET n == copy[i] IN
  \/ Passes(n, e) = {}
  \/ Mutant = "CachedLeaseIsBelieved" /\ n.lease.ev # None /\ n.lease.ev # e /\ (n.lease # entry.lease \/ entry.over)
     /\ Passes(Counted(n), e) = {}
FromCopy(i, e) == /\ Caching /\ turn[i].pc = "idle" /\ Wanted(e) /\ CopySays(i, e) /\ Done(e)
                  /\ UNCHANGED <<target, air, entry, copy, turn, believes, faults, had, begun>>
Busy(n, e) == \/ n.lease.own # None /\ ~n.over
              \/ n.silent /\ ~GoesOn(n, e)
              \/ Mutant = "NobodyLooks" /\ MustLook(n, e)
\* Deferred; the copy is what stays of it.
Wait(i, e) == /\ Caching /\ turn[i].pc = "idle" /\ status[e] = "pending" /\ Busy(entry, e) /\ copy[i] # entry
              /\ copy' = [copy EXCEPT ![i] = entry]
              /\ UNCHANGED <<target, air, entry, turn, believes, status, faults, again, had, begun>>
Settled(i, e) == /\ turn[i].pc = "idle" /\ Wanted(e) /\ Passes(Knows(entry), e) = {} /\ Done(e)
                 /\ UNCHANGED <<target, air, entry, copy, turn, believes, faults, had, begun>>
Begin(i, e) ==
  /\ turn[i].pc = "idle" /\ Wanted(e) /\ Passes(Knows(entry), e) # {} /\ ~Busy(entry, e)
  /\ LET look == MustLook(entry, e)  val == IF look THEN NoVal ELSE WhatGoes(entry, e) IN
     /\ Write(i, Take(entry, i, IF look THEN None ELSE e, val))
     /\ turn' = [turn EXCEPT ![i] = [Idle EXCEPT !.pc = IF look THEN "look" ELSE "hold", !.ev = e, !.val = val]]
     /\ believes' = [believes EXCEPT ![i] = TRUE]
     /\ IF look THEN begun' = begun ELSE Begun(entry, e)
  /\ UNCHANGED <<target, air, status, faults, had>>

\* ---- the find-out, under one's own lease ----
Mine(i) == entry.lease.own = i
Shows(f, v) == Value(f, target[f]) = Value(f, v)
Leave(i) == turn' = [turn EXCEPT ![i] = Idle] /\ believes' = [believes EXCEPT ![i] = FALSE]
Look(i) ==
  /\ turn[i].pc = "look" /\ Mine(i)
  /\ LET e == turn[i].ev  n == Looked(entry, Shows)  fs == Passes(n, e)  val == ValueOf(n, e, fs) IN
     /\ had' = [x \in Events |-> had[x] \cup {f \in Fields : n.marks[f] = x}]
     /\ IF fs = {} THEN Write(i, Free(n, FALSE)) /\ Leave(i) /\ Done(e) /\ begun' = begun
        ELSE /\ Write(i, [n EXCEPT !.lease = [own |-> i, ev |-> e, val |-> val]])
             /\ turn' = [turn EXCEPT ![i].pc = "hold", ![i].val = val]
             /\ Begun(n, e) /\ UNCHANGED <<believes, status>>
  /\ UNCHANGED <<target, air, faults, again>>
LookFails(i) == /\ turn[i].pc = "look" /\ (IF Mine(i) THEN Fault("look") ELSE faults' = faults)
                /\ IF Mine(i) THEN Write(i, Free(entry, FALSE)) ELSE UNCHANGED <<entry, copy>>
                /\ Leave(i) /\ UNCHANGED <<target, air, status, again, had, begun>>

\* ---- the call, and tries again within one change ----
\* Nothing is sent unless the lease is good, by the holder's own clock, for as long as the request may take.
MaySend(i) == turn[i].pc = "hold" /\ believes[i] /\ turn[i].tries < MaxTries
Try(i, t) == /\ turn' = [turn EXCEPT ![i] = [t EXCEPT !.tries = @ + 1]]
             /\ UNCHANGED <<entry, copy, believes, status, again, begun>>
Answered(i) == /\ MaySend(i) /\ Effect(turn[i].val) /\ UNCHANGED <<faults, air>>
               /\ Try(i, IF Missing(turn[i].val) THEN [turn[i] EXCEPT !.pc = "no", !.missing = TRUE] ELSE [turn[i] EXCEPT !.pc = "yes"])
Refused(i) == /\ MaySend(i) /\ turn[i].ev \in MayBeRefused /\ UNCHANGED <<faults, air, target, had>>
              /\ Try(i, [turn[i] EXCEPT !.pc = "no"])
\* Its parent is missing, the application is full, 429: no effect, but perhaps later.
NotNow(i) == /\ MaySend(i) /\ Fault("deferred") /\ UNCHANGED <<air, target, had>>
             /\ Try(i, [turn[i] EXCEPT !.pc = "later"])
\* 5xx: it had its effect or never has it.
FailedWith(i)    == MaySend(i) /\ Fault("error") /\ Effect(turn[i].val) /\ UNCHANGED air /\ Try(i, [turn[i] EXCEPT !.sure = FALSE])
FailedWithout(i) == MaySend(i) /\ Fault("error") /\ UNCHANGED <<air, target, had>> /\ Try(i, [turn[i] EXCEPT !.sure = FALSE])
\* No answer: it has its effect now, later (Late), or never.
Unanswered(i) == /\ MaySend(i) /\ Fault("silence") /\ air' = air \cup {turn[i].val} /\ UNCHANGED <<target, had>>
                 /\ Try(i, [turn[i] EXCEPT !.sure = FALSE, !.silent = TRUE])
Send(i) == Answered(i) \/ Refused(i) \/ NotNow(i) \/ FailedWith(i) \/ FailedWithout(i) \/ Unanswered(i)
\* A request in the air has its effect, perhaps more than once: more than the target can do.
Late == /\ \E val \in air : Effect(val) /\ target' # target
        /\ UNCHANGED <<air, entry, copy, turn, believes, status, faults, again, begun>>
Land == /\ \E val \in air : air' = air \ {val}
        /\ UNCHANGED <<target, entry, copy, turn, believes, status, faults, again, had, begun>>
\* A create whose waiting parent has no place goes on with its own, as an intention of its own.
OwnParent(i) ==
  /\ turn[i].pc = "later" /\ Mine(i) /\ believes[i] /\ turn[i].sure /\ turn[i].tries < MaxTries
  /\ turn[i].val["parent"] \notin {None, turn[i].ev}
  /\ LET val == [turn[i].val EXCEPT !["parent"] = turn[i].ev] IN
     /\ turn' = [turn EXCEPT ![i].pc = "hold", ![i].val = val] /\ Write(i, [entry EXCEPT !.lease.val = val])
  /\ UNCHANGED <<target, air, believes, status, faults, again, had, begun>>

\* ---- the closing write and the answer ----
Close(i) ==
  LET t == turn[i]  e == t.ev
      silent == /\ t.silent
                /\ ~(Mutant = "GivenBackAfterSilence" /\ t.pc = "hold")
                /\ ~(Mutant = "GivenBackAfterLaterAnswer" /\ t.pc # "hold")
      n == IF t.pc = "yes" THEN Applied(entry, e, t.val)
           ELSE IF ~t.sure THEN Unknown(entry, e, t.val) ELSE Nothing(entry, e, t.missing)
  IN /\ t.pc \in {"yes", "no", "later"} \/ (t.pc = "hold" /\ (t.tries > 0 \/ ~believes[i]))
     /\ IF Mine(i) THEN Write(i, Free(n, silent))
        ELSE IF t.pc # "yes" THEN UNCHANGED <<entry, copy>>
        ELSE Write(i, IF Mutant = "LateClosingSettlesAll" THEN Applied(entry, e, t.val) ELSE AppliedLate(entry, e, t.val))
     /\ IF t.pc = "yes" THEN Done(e)
        ELSE IF t.pc = "no" /\ (~t.missing \/ "parent" \notin Change[e].fields)
             THEN status' = [status EXCEPT ![e] = IF @ = "pending" THEN "refused" ELSE @] ELSE status' = status
     /\ Leave(i) /\ UNCHANGED <<target, air, faults, again, had, begun>>

\* ---- time, crashes, senders ----
\* L and S: a request in the air lands before any lease or silence it was sent under is over by any clock.
InTime == air = {} \/ Mutant = "LatenessHasNoBound"
Alive(i) == turn[i].pc # "idle" /\ believes[i]
LeaseOver == /\ entry.lease.own # None /\ ~entry.over /\ InTime
             /\ IF Alive(entry.lease.own) THEN Fault("slow") ELSE faults' = faults
             /\ entry' = [entry EXCEPT !.over = TRUE] /\ believes' = [believes EXCEPT ![entry.lease.own] = FALSE]
             /\ UNCHANGED <<target, air, copy, turn, status, again, had, begun>>
SilenceOver == /\ entry.silent /\ InTime /\ entry' = [entry EXCEPT !.silent = FALSE]
               /\ UNCHANGED <<target, air, copy, turn, believes, status, faults, again, had, begun>>
Renew(i) == /\ turn[i].pc \in {"look", "hold"} /\ ~believes[i]
            /\ IF Mine(i) THEN entry' = [entry EXCEPT !.over = FALSE]
               ELSE /\ Mutant = "LostLeaseIsRenewed"
                    /\ entry' = [entry EXCEPT !.over = FALSE,
                                  !.lease = [own |-> i, ev |-> IF turn[i].pc = "look" THEN None ELSE turn[i].ev, val |-> turn[i].val]]
            /\ believes' = [believes EXCEPT ![i] = TRUE]
            /\ UNCHANGED <<target, air, copy, turn, status, faults, again, had, begun>>
Crash(i) == /\ turn[i].pc # "idle" /\ Fault("crash") /\ Leave(i)
            /\ copy' = IF Caching THEN [copy EXCEPT ![i] = NoEntry] ELSE copy
            /\ UNCHANGED <<target, air, entry, status, again, had, begun>>
GiveUp(e) == /\ e \in MayGiveUp /\ status[e] = "pending" /\ status' = [status EXCEPT ![e] = "gave up"]
             /\ UNCHANGED <<target, air, entry, copy, turn, believes, faults, again, had, begun>>
AllHeard == \A e \in Events : status[e] # "pending"
Rest == AllHeard /\ UNCHANGED vars     \* so that TLC's deadlock is a pending event for which nothing can happen
Step == \/ Land \/ LeaseOver \/ SilenceOver
        \/ \E e \in Events : GiveUp(e)
        \/ \E i \in Instances : \/ Look(i) \/ LookFails(i) \/ Send(i) \/ OwnParent(i) \/ Close(i) \/ Crash(i)
                                \/ \E e \in Events : FromCopy(i, e) \/ Wait(i, e) \/ Settled(i, e) \/ Begin(i, e)
Next == Step \/ Late \/ Rest \/ \E i \in Instances : Renew(i)
Spec == Init /\ [][Next]_vars
FairSpec == Spec /\ WF_vars(Step)     \* what can go on goes on, whatever it is

\* ---- what must be true ----
Place(e) == IF \E j \in DOMAIN begun : begun[j] = e THEN CHOOSE j \in DOMAIN begun : begun[j] = e ELSE 0
Older(a, b) == b # None /\ (\/ Time(a) < Time(b)
                            \/ Time(a) = Time(b) /\ a \in Change[b].before
                            \/ Time(a) = Time(b) /\ a # b /\ b \notin Change[a].before /\ Place(a) < Place(b))
Overtaken(e, f) == \E x \in Events \ {e} : /\ Time(x) >= Time(e) /\ x \notin Change[e].before
                                           /\ f \in had[x] \/ (Kind(e) = "delete" /\ had[x] # {})
\* An event counts for a field if it was neither refused nor given up without effect; a delete not if it is overtaken anywhere.
Counts(e, f) == /\ f \in Change[e].fields /\ (status[e] = "done" \/ f \in had[e])
                /\ ~(Kind(e) = "delete" /\ \E x \in Events : Older(e, x) /\ had[x] # {})
Newest(f) == LET es == {e \in Events : Counts(e, f)} IN
             IF es = {} THEN None ELSE CHOOSE e \in es : \A x \in es : ~Older(e, x)
NeverLost == AllHeard /\ air = {} => \A f \in Fields : Value(f, target[f]) = Value(f, Newest(f))
NeverBack == [][\A f \in Fields : ~Older(target'[f], target[f])]_vars
OneHolder == Cardinality({i \in Instances : Alive(i)}) <= 1
Honest == \A e \in Events : status[e] = "done" => \A f \in Change[e].fields : f \in had[e] \/ Overtaken(e, f)
AlwaysAnEnd == \A e \in Events : status[e] = "pending" ~> status[e] # "pending"
\* A find-out sees every effect: nothing is in the air. At most two intentions are open.
LookIsLast == \A i \in Instances : turn[i].pc = "look" /\ Mine(i) => air = {}
TwoOpen == Len(OpenOf(entry)) <= 3 /\ Len(entry.open) <= 2
=============================================================================
