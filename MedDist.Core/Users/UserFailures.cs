using MedDist.Core.Kernel;

namespace MedDist.Core.Users;

/// <summary>Why something with a user did not happen.</summary>
public static class UserFailures
{
    public static readonly Failure NotYours = new Failure.Forbidden("Your role does not allow this: managing users. Ask the order coordinator.");

    public static readonly Failure NotFound = new Failure.NotFound("user");

    public static readonly Failure Stale = new Failure.Stale("user");

    public static readonly Failure LastAdmin = new Failure.RuleBroken("users.last_admin", "This is the only active order coordinator. Make somebody else one first: without, nobody could run the house.");

    public static readonly Failure Yourself = new Failure.RuleBroken("users.yourself", "You cannot take your own role or account away. Ask another order coordinator.");

    public static readonly Failure NoAddress = new Failure.RuleBroken("users.no_site_address", "The installation does not know its own address, so the mail could hold no link. Set Site:Url, then try again.");

    public static readonly Failure Inactive = new Failure.RuleBroken("users.inactive", "This user is deactivated. Reactivate them first.");

    public static Failure AddressTaken(string email) => new Failure.Invalid(nameof(UserEntry.Email), $"{email} belongs to an account already. Search for it, or use another address.");
}
