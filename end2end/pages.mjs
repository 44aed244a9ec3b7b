// Every page there is, by who looks at it. A new page is named here once, and is then swept by axe and photographed.

/** The address of a group, as the dashboard links to it. */
const firstGroup = (course) => async (page) => {
  await page.goto(`/courses/${course}/groups`);
  return page.locator("tbody a[href*='/groups/']").first().getAttribute("href");
};

/** The address of a user, as the list links to it. */
const firstUser = async (page) => {
  await page.goto("/admin/users");
  return page.locator("tbody a[href^='/admin/users/']").first().getAttribute("href");
};

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
  staffadmin: ["/admin/users", "/admin/users?status=deleted", "/admin/users/new", "/admin/users/import", firstUser, "/admin/settings", "/admin/outbox", "/admin/audit", "/courses"],
  medtech: ["/admin/settings", "/admin/users", "/admin/outbox", "/admin/audit"],
};

/** The addresses a role looks at; some have to be looked up in the school first. */
export async function addresses(role, page) {
  const found = [];
  for (const entry of PAGES[role]) found.push(typeof entry === "string" ? entry : await entry(page));
  return found;
}
