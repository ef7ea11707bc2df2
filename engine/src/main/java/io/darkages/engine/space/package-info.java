/** Who is near whom: indexes over positions. Knows no entities beyond their slot numbers, and allocates nothing. */
package io.darkages.engine.space;
