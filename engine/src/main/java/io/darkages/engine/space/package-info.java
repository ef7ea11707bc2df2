/**
 * Who is near whom: indexes over positions, and the shapes that the world is divided by. Knows no entities beyond their
 * slot numbers, and the indexes allocate nothing.
 */
package io.darkages.engine.space;
