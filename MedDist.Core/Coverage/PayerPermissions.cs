using MedDist.Core.Kernel;
using MedDist.Core.Users;

namespace MedDist.Core.Coverage;

/// <summary>Who looks after payers.</summary>
public static class PayerPermissions
{
    /// <summary>See, change and merge payers.</summary>
    public const string Manage = "payers.manage";

    public static readonly IReadOnlyList<Permission> All = [new(Manage, "See, change, deactivate and merge payers", [Role.TenantAdmin, Role.SuperAdmin])];

    public static bool MayManage(Role? role) => All[0].Allows(role);
}

/// <summary>Why something with a payer did not happen.</summary>
public static class PayerFailures
{
    public static readonly Failure NotYours = new Failure.Forbidden("Your role does not allow this: managing payers. Ask the order coordinator.");

    public static readonly Failure NotFound = new Failure.NotFound("payer");

    public static readonly Failure Stale = new Failure.Stale("payer");

    public static readonly Failure Last = new Failure.RuleBroken("payers.last", "This is the only active payer: without, no cover could be entered. Activate another one first.");

    public static readonly Failure Merged = new Failure.RuleBroken("payers.merged", "This payer was merged into another one. Work with that.");

    public static readonly Failure WithItself = new Failure.RuleBroken("payers.with_itself", "Choose another payer to keep, one that is active.");

    public static Failure NameTaken(string name) => new Failure.Invalid(nameof(PayerEntry.Name), $"There is already a payer called {name}. Search for it, or write a name that tells them apart.");

    /// <summary>The count that was confirmed is no longer right.</summary>
    public static Failure CountChanged(int now) => new Failure.Stale("payer", $"It has {now} {(now == 1 ? "policy" : "policies")} now, because somebody entered or changed one. Nothing was moved.");
}
