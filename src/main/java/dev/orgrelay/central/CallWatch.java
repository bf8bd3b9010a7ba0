package dev.orgrelay.central;

/** Watches every single request that changes something, those that are made again behind the caller's back included. */
public interface CallWatch {

    /** Lets everything through and remembers nothing. */
    CallWatch NONE = new CallWatch() {
        @Override
        public boolean letsThrough() {
            return true;
        }

        @Override
        public void wasOrMayBeCarriedOut() {}
    };

    /** Asked right before a request: whether it may still be sent. */
    boolean letsThrough();

    /** A request succeeded, or ended without an answer that tells: it may have been carried out, or still be. */
    void wasOrMayBeCarriedOut();
}
