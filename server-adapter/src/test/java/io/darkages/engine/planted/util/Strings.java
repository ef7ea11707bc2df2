package io.darkages.engine.planted.util;

/** Code that left its owner. */
public final class Strings {}
