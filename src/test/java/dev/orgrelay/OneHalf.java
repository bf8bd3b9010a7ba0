package dev.orgrelay;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** Half of the tests of the running application; {@link OtherHalf} has the rest. */
@Suite
@SelectPackages("dev.orgrelay")
@IncludeClassNamePatterns(OneHalf.CLASSES)
class OneHalf {

    /** So that both take about as long. */
    static final String CLASSES = "dev\\.orgrelay\\.http\\.([A-N]|OutageUnder|SourceSettings).*Test";
}
