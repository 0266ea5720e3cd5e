// The CPythons that modules can be made for: 3.OLDEST to 3.NEWEST. This is the one place that says
// so: messages are made of it, scripts and tests read the two numbers, and a test holds what pages
// and the package's metadata say against them.
#ifndef ZILANT_SUPPORT_PYTHON_VERSIONS_H
#define ZILANT_SUPPORT_PYTHON_VERSIONS_H

#define OLDEST_PYTHON_MINOR 9
#define NEWEST_PYTHON_MINOR 15

#define PYTHON_VERSION_TEXT_OF(minor) "3." #minor
#define PYTHON_VERSION_TEXT(minor) PYTHON_VERSION_TEXT_OF(minor)
// "3.9 to 3.15"
#define SUPPORTED_PYTHONS                                                                          \
    PYTHON_VERSION_TEXT(OLDEST_PYTHON_MINOR) " to " PYTHON_VERSION_TEXT(NEWEST_PYTHON_MINOR)

#endif
