package dev.orgrelay;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** About half of the tests of the running application; {@link OtherHalf} has the rest. */
@Suite
@SelectPackages("dev.orgrelay")
@IncludeClassNamePatterns(OneHalf.CLASSES)
class OneHalf {

    /** All with the profile of the senders, since each process starts an application for each of its profiles; and others, so that both take about as long. */
    static final String CLASSES =
            "dev\\.orgrelay\\.(http\\.(ConnectASender|Dead|Deliveries|Description|DryRun|Entra|EventLoop|HostileSenders|Mixed"
                    + "|Neighbours|Nested|Odd|Operations|OrganizationHistory|OtherSites|Owned|Packed|Posted|Queued|ReconcileTest"
                    + "|Scim|SendersTest|SourceSettings|Three|Try|Vendor)"
                    + "|storage\\.(Dead|Deleted|Mixed).*InTable|azure\\.ReconcileTest).*";
}
