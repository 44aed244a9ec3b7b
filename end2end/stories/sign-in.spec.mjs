// The door: who comes in, where they land, and who does not.
import { expect, live, test } from "../story.mjs";

async function signIn(page, username, password = "coterie-demo") {
  await page.getByLabel("Username").fill(username);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

test("a coordinator signs in by keyboard alone and lands on the courses @both", async ({ page }) => {
  await page.goto("/");
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.getByLabel("Username")).toBeFocused();
  await page.keyboard.type("coordinator");
  await page.keyboard.press("Tab");
  await page.keyboard.type("coterie-demo");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/courses$/);
  await live(page);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("a wrong password says so, and keeps the name and where one was going", async ({ page }) => {
  await page.goto("/courses/MED-201/groups");
  await signIn(page, "coordinator", "not the password");
  await expect(page.getByRole("alert")).toHaveText("The username or the password is wrong.");
  await expect(page.getByLabel("Username")).toHaveValue("coordinator");
  await signIn(page, "coordinator");
  await expect(page).toHaveURL(/\/courses\/MED-201\/groups/);
  await live(page);
});

test("too many wrong passwords close the door for a while", async ({ page }) => {
  await page.goto("/sign-in");
  for (let tries = 0; tries < 10; tries += 1) {
    await signIn(page, "coordinator", `guess ${tries}`);
    await page.waitForURL(/problem=wrong/);
  }
  await signIn(page, "coordinator");
  await expect(page.getByRole("alert")).toContainText("Too many tries");
});

test("signing out ends the session", async ({ page, school, context }) => {
  await context.addCookies([school.cookie("coordinator")]);
  await page.goto("/courses");
  await page.getByLabel(/, account of /).click();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto("/courses");
  await expect(page).toHaveURL(/\/sign-in/);
});

// Who sees what in the side bar of the first page.
const PLACES = {
  medtech: ["Courses", "My Learners", "People", "Manage Users", "Outbox", "Settings", "Audit log"],
  staffadmin: ["Courses", "My Learners", "People", "Manage Users", "Outbox", "Settings", "Audit log"],
  facultyadmin: ["Courses", "My Learners", "People", "Settings", "Audit log"],
  director: ["Courses", "My Learners", "People"],
  coordinator: ["Courses", "My Learners", "People"],
  lecturer: ["Courses", "My Learners", "People"],
  tutor: ["Courses", "My Learners", "People"],
  student: ["Courses", "My groups", "People"],
  alumni: ["Courses", "People"],
};

for (const [role, places] of Object.entries(PLACES)) {
  test(`${role} signs in and sees the places they may go to`, async ({ page }) => {
    await page.goto("/sign-in");
    await signIn(page, role);
    await expect(page).toHaveURL(/\/courses$/);
    await live(page);
    await expect(page.getByRole("heading", { level: 1, name: "Courses" })).toBeVisible();
    const bar = page.getByRole("navigation", { name: "Places" });
    for (const place of ["Courses", "My Learners", "My groups", "Outbox", "Audit log"]) {
      await expect(bar.getByRole("link", { name: place, exact: true }), place).toHaveCount(places.includes(place) ? 1 : 0);
    }
  });
}
