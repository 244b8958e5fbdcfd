// The bill of materials: what is passed on beside our own work, in CycloneDX.
//
// No time and no serial number: equal contents give equal bytes.

import { Enums, Models, Serialize, Spec } from "@cyclonedx/cyclonedx-library";
import { sha256 } from "./inputs.mjs";

/**
 * `licence` is an expression of SPDX, `files` says where the component is found, in words or patterns.
 * @typedef {{ name: string, version?: string, licence: string, purl?: string, source?: string, files?: string,
 *   type?: "application" | "library" | "file" | "platform" | "framework" | "data", bytes?: Uint8Array | string,
 *   bom?: string, parts?: Part[] }} Part
 */

/** @param {Part} part @returns {Models.Component} */
function component({ name, version, licence, purl, source, files, type, bytes, bom, parts = [] }) {
  const kind = /** @type {Enums.ComponentType} */ (type ?? "library");
  const made = new Models.Component(kind, name, { version, purl, bomRef: version ? `${name}@${version}` : name });
  const simple = /^[\w.-]+$/.test(licence);
  made.licenses.add(simple ? new Models.SpdxLicense(licence) : new Models.LicenseExpression(licence));
  const known = { [Enums.ExternalReferenceType.Website]: source, [Enums.ExternalReferenceType.BOM]: bom };
  for (const [kind, address] of Object.entries(known)) {
    if (address) made.externalReferences.add(new Models.ExternalReference(address, /** @type {Enums.ExternalReferenceType} */ (kind)));
  }
  if (files) made.properties.add(new Models.Property("therapeutic-alliance:files", files));
  if (bytes) made.hashes.set(Enums.HashAlgorithm["SHA-256"], sha256(bytes));
  for (const part of parts) made.components.add(component(part));
  return made;
}

/** The bill as text: what it is about, and what that holds. @param {Part} about @param {Part[]} parts */
export function bill(about, parts) {
  const bom = new Models.Bom({ metadata: new Models.Metadata({ component: component(about) }) });
  for (const part of parts) bom.components.add(component(part));
  const normalize = new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6);
  return `${new Serialize.JsonSerializer(normalize).serialize(bom, { sortLists: true, space: 2 })}\n`;
}
