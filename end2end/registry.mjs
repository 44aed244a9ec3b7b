// A registry's file, as large as one likes: what the measures of the import share.

export const COLUMNS = [
  ...["First Name", "Last Name", "Username", "Email", "Organisation", "Gender", "Group", "Role", "Institution Number"],
  ...["Entry Year", "Grad Year", "Notes", "Account Status", "Access Start", "Access Finish", "Department", "Prefix"],
  ...["Alt Email", "Telephone", "Fax", "City", "Address", "Postal Code", "Country", "Province"],
];

/**
 * The same file every time: 25 columns, one in ten rows with quotes, letters beyond ASCII. `department` is what stands
 * under Department.
 */
export function registry(rows, department = "Surgery") {
  const lines = [COLUMNS.join(",")];
  for (let id = 0; id < rows; id += 1) {
    const number = String(id).padStart(7, "0");
    const notes = id % 10 === 0 ? `"Late, ""transferred"" ${id % 100}"` : "autumn";
    lines.push(
      `Zoë ${id % 97},Müller-${id % 389},u${number},u${number}@school.example,1,${["F", "M", "Woman"][id % 3]},` +
        `Student,student,N${number},2025,2029,${notes},active,2025-09-01 08:00,2029-08-31 18:00,${department},Dr.,` +
        `p${id}@mail.example,30 ${id},,Bern,Long Street ${id % 99},30${id % 99},Switzerland,Canton ${id % 26}`,
    );
  }
  return Buffer.from(lines.join("\r\n") + "\r\n");
}
