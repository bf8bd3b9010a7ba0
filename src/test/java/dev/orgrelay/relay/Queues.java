package dev.orgrelay.relay;

/** Change queues for tests of other rooms. */
public final class Queues {

    private Queues() {}

    public static ChangeQueue none() {
        return new NoChangeQueue();
    }
}
