using MedDist.Core.Users;

namespace MedDist.Core.Reports.Exports;

/// <summary>Who sees exports. What can be exported is what can be seen (<see cref="IExportSource.MayExport"/>).</summary>
public static class ExportPermissions
{
    /// <summary>See the own exports.</summary>
    public const string Own = "exports.own";

    public static readonly IReadOnlyList<Permission> All = [new(Own, "See and download the own exports", [.. Enum.GetValues<Role>()])];
}
