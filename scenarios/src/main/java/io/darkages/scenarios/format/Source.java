package io.darkages.scenarios.format;

/**
 * Where a scenario comes from, for errors.
 *
 * @param file as the caller named it
 */
record Source(String file) {

    BadScenarioException bad(YamlNode at, String problem, String remedy) {
        return bad(at.line(), at.column(), problem, remedy);
    }

    BadScenarioException bad(int line, int column, String problem, String remedy) {
        return new BadScenarioException(file, line, column, problem, remedy);
    }
}
