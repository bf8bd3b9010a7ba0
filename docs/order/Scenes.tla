------------------------------ MODULE Scenes ------------------------------
\* The changes of each configuration. A name: first letter of what it does, and its time.
EXTENDS Order
C(kind, time, fields, before) == [kind |-> kind, time |-> time, fields |-> fields, before |-> before, value |-> None]
Rename(time) == C("update", time, {"name"}, {})
Move(time) == C("update", time, {"parent"}, {})
Both(time) == C("update", time, {"name", "parent"}, {})
Create(time) == C("create", time, Fields, {})
Delete(time) == C("delete", time, Fields, {})
After(change, before) == [change EXCEPT !.before = before]
To(change, value) == [change EXCEPT !.value = value]

Names3 == [n3 |-> Rename(3), n5 |-> Rename(5), n7 |-> Rename(7)]
\* The newest says what the oldest said.
SameValue == [n3 |-> To(Rename(3), "red"), n5 |-> Rename(5), n7 |-> To(Rename(7), "red")]
\* One delivery [a, b] and another one [x], all at one time.
EqualTimes == [a |-> Rename(5), b |-> After(Rename(5), {"a"}), x |-> Rename(5)]
\* An update of two fields, and one of each older or newer.
TwoFields == [b5 |-> Both(5), n7 |-> Rename(7), m4 |-> Move(4)]
\* Moves that come before the create.
EarlyMoves == [c3 |-> Create(3), m4 |-> Move(4), m5 |-> Move(5)]
\* Created, deleted, created again.
Life == [c3 |-> Create(3), d5 |-> Delete(5), c7 |-> Create(7)]
\* A delete between two updates.
Deleted == [b4 |-> Both(4), d5 |-> Delete(5), n6 |-> Rename(6)]
\* One delivery [delete, create, update] at one time.
Remade == [d |-> Delete(5), c |-> After(Create(5), {"d"}), n |-> After(Rename(5), {"d", "c"})]
\* One delivery of two moves at one time, and an older create.
EqualMoves == [c3 |-> Create(3), a |-> Move(5), b |-> After(Move(5), {"a"})]
\* Create and delete of two deliveries at one time, and a move.
EqualLife == [c |-> Create(5), d |-> Delete(5), m |-> Move(7)]
\* An update of two fields before its create, and a delete between.
EarlyUpdate == [c3 |-> Create(3), d4 |-> Delete(4), b5 |-> Both(5)]
=============================================================================
