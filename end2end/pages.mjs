// Every page there is, by who looks at it. A new page is named here once, and is then swept by axe and photographed.

import { readFileSync } from "node:fs";

/** The address of the first of what a list links to. */
const first = (list, links) => async (page) => {
  await page.goto(list);
  return page.locator(links).first().getAttribute("href");
};
const firstGroup = (course) => first(`/courses/${course}/groups`, "tbody a[href*='/groups/']");
const firstSet = first("/courses/MED-201/groups", "a[href*='/groups/sets/']");
const firstUser = first("/admin/users", "tbody a[href^='/admin/users/']");
const firstCohort = first("/admin/cohorts", "a[href^='/admin/cohorts/']");

export const PAGES = {
  nobody: ["/sign-in", "/sign-in?problem=wrong", "/password/forgotten", "/password/reset?token=none"],
  coordinator: [
    "/courses",
    "/courses/MED-201/setup",
    "/courses/MED-201/groups",
    "/courses/MED-201/board",
    "/courses/MED-305/board",
    "/courses/MED-201/history",
    "/courses/MED-201/history?at=0",
    "/courses/MED-201/groups/new",
    "/courses/MED-201/groups/rotation?rounds=5&number=20&seed=1",
    "/courses/MED-201/groups/rotation?rounds=5&number=20&seed=1&show=company",
    "/courses/MED-201/groups/import",
    firstGroup("MED-201"),
    firstSet,
    "/my-learners",
    "/password",
    "/profile",
    "/people?q=maja",
    "/masks",
    "/nowhere",
  ],
  director: ["/courses", "/courses/MED-101/groups", "/courses/MED-101/setup", firstGroup("MED-201")],
  lecturer: ["/courses", "/courses/MED-201/groups", "/my-learners"],
  tutor: ["/my-learners", "/courses"],
  student: ["/my-groups", "/people", "/people?q=lindqvist", "/courses", "/password"],
  staffadmin: ["/admin/users", "/admin/users?status=deleted", "/admin/users/new", "/admin/users/import", firstUser, "/admin/cohorts", firstCohort, "/admin/settings", "/admin/outbox", "/admin/audit", "/courses"],
  medtech: ["/admin/settings", "/admin/users", "/admin/outbox", "/admin/audit"],
};

/** The addresses a role looks at; some have to be looked up in the school first. */
export async function addresses(role, page) {
  const found = [];
  for (const entry of PAGES[role]) found.push(typeof entry === "string" ? entry : await entry(page));
  return found;
}

/** Pages that no story finds in the demo school: home leads elsewhere, and nobody has imported users there yet. */
const NOT_THERE = ["/", "/admin/users/imports/:import"];

/** The pages of the table that `app` has of them (`pages!`) which none of these addresses leads to. */
export function missing(found) {
  const table = readFileSync(new URL("../app/src/pages.rs", import.meta.url), "utf8");
  const templates = [...table.matchAll(/^    \w+ "(\/[^"]*)" \w+ .* __preload/gm)].map(([, template]) => template);
  if (templates.length === 0) throw new Error("no pages in app/src/pages.rs");
  const paths = found.map((address) => address.split("?")[0]);
  // Of two that fit, the first counts, as in the router.
  const leads = (path) => templates.find((template) => new RegExp(`^${template.replace(/:\w+/g, "[^/]+")}$`).test(path));
  const reached = new Set(paths.map(leads));
  return templates.filter((template) => !reached.has(template) && !NOT_THERE.includes(template));
}
