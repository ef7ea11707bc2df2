/**
 * Who is in the zone: entity slots with generations and component columns. Holds state, decides
 * nothing; the systems in the other packages do.
 */
package io.darkages.engine.entity;
