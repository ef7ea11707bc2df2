/** The one random generator, handed to whoever may draw. Nothing here holds static state. */
package io.darkages.engine.random;
