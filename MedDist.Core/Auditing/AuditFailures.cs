using MedDist.Core.Kernel;

namespace MedDist.Core.Auditing;

/// <summary>Why something of the audit trail is refused.</summary>
public static class AuditFailures
{
    public static readonly Failure NotYours = new Failure.Forbidden("Your role does not allow this: the audit trail. Ask the order coordinator.");

    public static readonly Failure NoEmergency = new Failure.Forbidden("Your role does not allow this: emergency access. It is for providers and facility managers.");

    public static readonly Failure AlreadyYours = new Failure.RuleBroken("emergency.already_yours", "You see this patient anyway. Open their page.");

    public static readonly Failure OwnEmergency = new Failure.RuleBroken("emergency.own", "You cannot review your own emergency access. Ask a colleague.");
}
