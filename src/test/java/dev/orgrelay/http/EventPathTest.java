package dev.orgrelay.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class EventPathTest {

    @Test
    void nothingBelowIsTheDefaultSource() {
        assertEquals(new EventPath("default", "", true), EventPath.of(""));
        assertEquals(new EventPath("default", "", true), EventPath.of("/"));
    }

    @Test
    void theFirstSegmentIsTheSourceAndTheRestItsOwn() {
        assertEquals(new EventPath("hr", "", false), EventPath.of("/hr"));
        assertEquals(new EventPath("hr", "", false), EventPath.of("/hr/"));
        assertEquals(new EventPath("hr", "Groups/7", false), EventPath.of("/hr/Groups/7"));
    }

    @Test
    void partsAreDecodedAfterTheyWereSplit() {
        assertEquals(new EventPath("a/b", "c d+e", false), EventPath.of("/a%2Fb/c%20d+e"));
    }

    @Test
    void aBrokenEncodingIsAProblem() {
        assertThrows(ProblemException.class, () -> EventPath.of("/hr/%zz"));
    }
}
