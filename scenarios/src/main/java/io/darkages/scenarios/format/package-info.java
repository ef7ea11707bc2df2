/**
 * The scenario file format: strict reading with exact positions, and writing back. The records here say what
 * a run shall be and nothing about how it is simulated; they hold no float and depend on no simulator type.
 */
package io.darkages.scenarios.format;
