namespace MedDist.Core.Verifications;

/// <summary>What the expiry run has said of a case. Written by <see cref="VerificationExpiry"/>, for all cases of a run at once.</summary>
public sealed partial class Verification
{
    /// <summary>The last valid day that the coordinators were warned of; another one is another fact.</summary>
    public DateOnly? WarnedFor { get; private set; }

    /// <summary>The fewest days before <see cref="WarnedFor"/> at which they were warned.</summary>
    public int? WarnedAtDays { get; private set; }

    /// <summary>The run that last expired it or warned of it.</summary>
    public DateTimeOffset? NoticedAt { get; private set; }
}
