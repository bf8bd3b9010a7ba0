package dev.orgrelay.mapping;

import com.dashjoin.jsonata.JException;

/** Ends an evaluation. It is one of the library's own exceptions, because the library puts others into a new one without their reason. */
final class Stopped extends JException {

    private static final long serialVersionUID = 1L;

    Stopped(String reason) {
        super(reason);
    }

    @Override
    public String getMessage() {
        return getError();
    }
}
