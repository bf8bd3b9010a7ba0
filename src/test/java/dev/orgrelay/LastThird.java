package dev.orgrelay;

import org.junit.platform.suite.api.ExcludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** All tests of the running application that are not in {@link OneThird} and {@link AnotherThird}. */
@Suite
@SelectPackages("dev.orgrelay")
@IncludeClassNamePatterns(".*Test")
@ExcludeClassNamePatterns({OneThird.CLASSES, AnotherThird.CLASSES})
class LastThird {}
