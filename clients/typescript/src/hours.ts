import type { ClinicHoursRepresentation } from "./schema.js";

/** What `openNow` reads of an answer. */
export type Hours = Pick<ClinicHoursRepresentation, "days" | "starts" | "ends" | "time_zone">;

/**
 * Whether a clinic is open at a moment, by what `hours` has answered; null where the answer does not reach to the clinic's
 * day of that moment, so that it has to be asked for anew. A kiosk or an open tab asks this again and again, without a
 * request. Where hours pass midnight, ask for them from the day before.
 */
export function openNow(hours: Hours, at = new Date()): boolean | null {
  const day = localDay(at, hours.time_zone);
  if (day < hours.starts || day > hours.ends) return null;
  const moment = at.getTime();
  const intervals = hours.days.flatMap(({ intervals }) => intervals);
  return intervals.some(({ opens, closes }) => Date.parse(opens.utc) <= moment && moment < Date.parse(closes.utc));
}

/** The day on a clinic's calendar, such as 2026-11-26. */
function localDay(at: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).formatToParts(at);
  const named = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
  return `${named("year")}-${named("month")}-${named("day")}`;
}
