package io.darkages.engine.planted;

/** The one class behind an interface. */
public final class MovementImpl {}
