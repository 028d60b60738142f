import type { Requirement, SpecFile, SpecTest } from './spec-file.ts';

export interface ServerFacts {
  /** `8.0.0`. */
  version: string;
  topology: 'replicaset';
}

/** Why a test does not concern the server; nothing when it does. */
export function reasonToSkip(server: ServerFacts, file: SpecFile, test: SpecTest): string | undefined {
  if (test.skipReason) return `the specification skips it: ${test.skipReason}`;
  return unmet(server, file.runOnRequirements) ?? unmet(server, test.runOnRequirements);
}

function unmet(server: ServerFacts, requirements: Requirement[] | undefined): string | undefined {
  if (!requirements || requirements.length === 0) return undefined;
  const reasons = requirements.map((each) => reason(server, each));
  return reasons.includes(undefined) ? undefined : reasons.find((each) => each !== undefined);
}

function reason({ version, topology }: ServerFacts, requirement: Requirement): string | undefined {
  const { minServerVersion, maxServerVersion, topologies } = requirement;
  if (topologies && !topologies.includes(topology)) return `for other topologies: ${topologies.join(', ')}`;
  if (minServerVersion && isBefore(version, minServerVersion)) return `for newer servers, from ${minServerVersion}`;
  if (maxServerVersion && isBefore(maxServerVersion, version)) return `for older servers, up to ${maxServerVersion}`;
  if (requirement.auth) return 'with authentication';
  if (requirement.csfle) return 'with client-side encryption';
  if (requirement.serverParameters) return `with server parameters: ${Object.keys(requirement.serverParameters).join(', ')}`;
  return undefined;
}

/** Versions are compared as far as both say. */
function isBefore(one: string, other: string): boolean {
  const [a, b] = [one, other].map((version) => version.split('.').map(Number)) as [number[], number[]];
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) return a[i]! < b[i]!;
  return false;
}
