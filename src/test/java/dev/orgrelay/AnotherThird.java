package dev.orgrelay;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** Tests of the running application that wait for what fails: storage, IoT Central, receivers of notices. */
@Suite
@SelectPackages("dev.orgrelay")
@IncludeClassNamePatterns(AnotherThird.CLASSES)
class AnotherThird {

    static final String CLASSES =
            "dev\\.orgrelay\\.(storage\\.(?!.*(Dead|Deleted|Mixed).*InTable|Refused|Wire)|scim\\.(?!Records)"
                    + "|http\\.(Notices|OutageTest|Status)|sandbox\\.SandboxSwitchedOff).*";
}
