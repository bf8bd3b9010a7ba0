package dev.orgrelay.docs;

/** What stands above the tables of the configuration reference. */
final class Introduction {

    static final String TEXT = """
            # Configuration

            Every key of Org Relay. This page is made from the program's own source; a test keeps it true.""";

    private Introduction() {}
}
