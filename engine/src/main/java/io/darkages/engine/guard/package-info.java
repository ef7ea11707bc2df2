/** The one way past the build's ban list, and its reason. Holds annotations only. */
package io.darkages.engine.guard;
