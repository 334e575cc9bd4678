// Runs CQL over FHIR bundles, for the tests that compare our evaluator with an engine we did not write.
//
// One process for many libraries: reading the model of FHIR takes longer than translating with it. Each line
// of standard input is a job, each line of standard output its answer:
//
//   {"library": "<CQL>", "index_date": "2026-11-21", "bundles": [<Bundle>, ...]}
//   {"seconds": <running alone>, "patients": [{"<define>": <value>, ...}, ...]}  or  {"errors": ["...", ...]}
//
// Patients come in the order of the bundles. Nothing is fetched: the model of FHIR lies in a package.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { SystemModelInfoProvider } from "@cqframework/cql/cql";
import {
  CqlCompilerOptions,
  CqlTranslator,
  LibraryManager,
  ModelManager,
  createModelInfoProvider,
  createUcumService,
  stringAsSource,
} from "@cqframework/cql/cql-to-elm";

const require = createRequire(import.meta.url);
const { CodeService, Date: CqlDate, Executor, Library } = require("cql-execution");
const { PatientSource } = require("cql-exec-fhir");

const modelOfFhir = readFileSync(
  require.resolve("cql-exec-fhir/lib/modelInfos/fhir-modelinfo-4.0.1.xml"),
  "utf8",
);
const models = new ModelManager();
models.modelInfoLoader.registerModelInfoProvider(new SystemModelInfoProvider(), true);
models.modelInfoLoader.registerModelInfoProvider(
  createModelInfoProvider((id) => (id === "FHIR" ? stringAsSource(modelOfFhir) : null)),
);

// The libraries have numbers, never quantities with units: a unit that turns up is an error.
const noUnits = () => {
  throw new Error("no units are expected");
};
const units = createUcumService(noUnits, noUnits, noUnits, noUnits);

class NotTranslated extends Error {
  constructor(problems) {
    super("the library cannot be translated");
    this.problems = problems;
  }
}

// A library is often run twice on different patients, and translating it is most of the work.
const latest = new Map();
const REMEMBERED = 8;

function translatedOnce(text) {
  const library = latest.get(text) ?? new Library(translated(text));
  latest.delete(text);
  latest.set(text, library);
  if (latest.size > REMEMBERED) latest.delete(latest.keys().next().value);
  return library;
}

function translated(text) {
  const libraries = new LibraryManager(models, new CqlCompilerOptions(), undefined, units);
  const translator = CqlTranslator.fromText(text, libraries);
  const problems = [...translator.exceptions.asJsReadonlyArrayView()];
  if (problems.length) throw new NotTranslated(problems.map(String));
  return JSON.parse(translator.toJson());
}

async function answer({ library, index_date, bundles }) {
  const [year, month, day] = index_date.split("-").map(Number);
  const parameters = { IndexDate: new CqlDate(year, month, day) };
  const executor = new Executor(translatedOnce(library), new CodeService({}), parameters);
  const patients = PatientSource.FHIRv401();
  patients.loadBundles(bundles);
  const began = performance.now();
  const { patientResults } = await executor.exec(patients);
  const seconds = (performance.now() - began) / 1000;
  const order = bundles.map((bundle) => bundle.entry[0].resource.id);
  return { seconds, patients: order.map((id) => said(patientResults[id])) };
}

// The records are thousands of lines nobody compares.
function said(results) {
  const wanted = Object.entries(results).filter(([name]) => !/^(.* )?(Patient$|records-|selection-)/.test(name));
  return Object.fromEntries(wanted);
}

for await (const line of createInterface({ input: process.stdin })) {
  let reply;
  try {
    reply = await answer(JSON.parse(line));
  } catch (error) {
    reply = { errors: error.problems ?? [String(error.stack)] };
  }
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}
