using System.Collections.Frozen;

namespace MedDist.Data.Database;

/// <summary>
/// The tables of the audit trail: the database itself refuses to change their rows, and to delete one before it is six years old (45 CFR 164.316(b)(2)(i)). Each provider builds that into its migrations by
/// triggers. Who owns the database can take them away; the seals then tell (docs/adr/0028).
/// </summary>
internal static class AuditWall
{
    public const string Refusal = "The audit trail is written once and kept for six years.";

    public const int Years = Core.Auditing.AuditOptions.LeastYears;

    /// <summary>The column that says how old a row is; null for rows that stay for ever.</summary>
    public static readonly FrozenDictionary<string, string?> Tables = new Dictionary<string, string?>
    {
        ["ActivityLogs"] = "CreatedAt",
        ["PhiAccessLogs"] = "AccessedAt",
        ["AuditBlocks"] = "Through",
        ["AuditAnchors"] = null,
        ["AuditChecks"] = "StartedAt",
    }.ToFrozenDictionary();
}
