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
        public void ended(Effect effect) {}
    };

    /** What a request may have changed. */
    enum Effect {
        /** Nothing, now and later: it was refused (4xx), or never written. */
        NONE,
        /** Something, or nothing; but nothing comes later, because there was an answer. */
        POSSIBLE,
        /** There was no answer: it may still have its effect. */
        STILL_POSSIBLE
    }

    /** Asked right before a request: whether it may still be sent. */
    boolean letsThrough();

    /** The request that was let through last is over. */
    void ended(Effect effect);
}
