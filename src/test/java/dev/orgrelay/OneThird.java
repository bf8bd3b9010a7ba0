package dev.orgrelay;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** Tests of the running application with the senders. Each process starts an application for each profile of its tests, so no profile is in two. */
@Suite
@SelectPackages("dev.orgrelay")
@IncludeClassNamePatterns(OneThird.CLASSES)
class OneThird {

    static final String CLASSES =
            "dev\\.orgrelay\\.(http\\.(ConnectASender|Dead|Deliveries|Description|DryRun|Entra|EventLoop|HostileSenders|Mixed"
                    + "|Neighbours|Nested|Odd|Operations|OrganizationHistory|OtherSites|Posted|Queued|ReconcileTest"
                    + "|Scim|SendersTest|Try)|azure\\.ReconcileTest|scim\\.Records).*";
}
