// Reads a calendar as Thunderbird does, with ical.js, and prints its dates as JSON.
//
//   node read_with_ical_js.mjs FOLDER_OF_ICAL_JS FIRST LAST < calendar.ics
//
// FIRST and LAST are days such as 2026-01-31: dates that touch a day from FIRST through LAST, in
// their own zone, are printed. ical.js forgives much; here everything that a stricter program
// would refuse or read otherwise ends with code 1 and a sentence on standard error.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, first, last] = process.argv.slice(2);
const { default: ICAL } = await import(pathToFileURL(`${folder}/dist/ical.js`));

const NEEDED = { vcalendar: ["version", "prodid"], vevent: ["uid", "dtstamp", "dtstart"] };
const TIMES = ["dtstart", "dtend", "recurrence-id", "exdate", "rdate"];

function refuse(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

function demand(component) {
  const name = component.getFirstPropertyValue("uid") ?? component.name;
  for (const property of NEEDED[component.name])
    if (component.getAllProperties(property).length !== 1) refuse(`${name}: no single ${property}`);
  for (const property of TIMES.flatMap((time) => component.getAllProperties(time)))
    for (const time of property.getValues())
      if (!time.isDate && time.zone === ICAL.Timezone.localTimezone)
        refuse(`${name}: ${property.toICALString()} has no zone that the calendar describes`);
}

function when(time) {
  return time.isDate ? time.toString() : time.toJSDate().toISOString();
}

function described(start, end, component) {
  const value = (property) => component.getFirstPropertyValue(property) ?? "";
  return {
    title: value("summary"),
    start: when(start),
    end: when(end),
    cancelled: value("status") === "CANCELLED",
    uid: value("uid"),
    location: value("location"),
    description: value("description"),
    url: value("url"),
    categories: component.getAllProperties("categories").flatMap((one) => one.getValues()),
  };
}

function touches(start, end) {
  return start.toString().slice(0, 10) <= last && end.toString().slice(0, 10) >= first;
}

function* datesOf(master, changes) {
  const event = new ICAL.Event(master, { strictExceptions: true, exceptions: changes });
  if (!event.isRecurring()) {
    if (touches(event.startDate, event.endDate))
      yield described(event.startDate, event.endDate, master);
    return;
  }
  // A date may have been moved to before LAST from after it.
  const originals = changes.map((one) => one.getFirstPropertyValue("recurrence-id").toString());
  const until = [last, ...originals.map((one) => one.slice(0, 10))].sort().at(-1);
  const unused = new Set(originals);
  const dates = event.iterator();
  for (let date; (date = dates.next()) && date.toString().slice(0, 10) <= until; ) {
    unused.delete(date.toString());
    const { startDate, endDate, item } = event.getOccurrenceDetails(date);
    if (touches(startDate, endDate)) yield described(startDate, endDate, item.component);
  }
  if (unused.size) refuse(`${event.uid}: changes dates that the series lacks: ${[...unused]}`);
}

function read(text) {
  let parsed;
  try {
    parsed = ICAL.parse(text);
  } catch (error) {
    refuse(`ical.js: ${error.message}`);
  }
  const calendar = new ICAL.Component(parsed);
  if (calendar.name !== "vcalendar") refuse("ical.js: not one VCALENDAR");
  const events = calendar.getAllSubcomponents("vevent");
  [calendar, ...events].forEach(demand);

  const series = new Map();
  for (const event of events) {
    const uid = event.getFirstPropertyValue("uid");
    const parts = series.get(uid) ?? { masters: [], changes: [] };
    (event.hasProperty("recurrence-id") ? parts.changes : parts.masters).push(event);
    series.set(uid, parts);
  }
  return [...series].flatMap(([uid, { masters, changes }]) => {
    if (masters.length !== 1) refuse(`${uid}: ${masters.length} events with this UID`);
    return [...datesOf(masters[0], changes)];
  });
}

process.stdout.write(JSON.stringify(read(readFileSync(0, "utf8"))));
