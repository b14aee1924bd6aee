using MedDist.Core.Kernel;

namespace MedDist.Core.Recipients;

/// <summary>The rules of recipients that can say no, by name.</summary>
public static class RecipientFailures
{
    public static readonly Failure NotFound = new Failure.NotFound("recipient");

    public static readonly Failure Stale = new Failure.Stale("recipient");

    public static readonly Failure NotYourRole = new Failure.Forbidden("Your role does not allow this: changing recipients. Ask the order coordinator.");

    public static readonly Failure.Invalid BornLater = new(nameof(RecipientEntry.DateOfBirth), "This day has not come yet. Write the date of birth.");

    public static readonly Failure NotYourPlace = new Failure.Invalid(nameof(RecipientEntry.OrganizationId), "You are not assigned to this organisation or facility. Choose one of yours.");

    public static readonly Failure WrongPlace = new Failure.Invalid(nameof(RecipientEntry.FacilityId), "This facility does not belong to the organisation. Choose another one.");
}
