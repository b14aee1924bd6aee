using MedDist.Core.Documents.Signing;
using MedDist.Core.Kernel;

namespace MedDist.Core.Documents;

/// <summary>What can be said against signing a document, by name.</summary>
public static class SigningFailures
{
    public const string SignedRule = "document.signed";

    public static readonly Failure NotFound = new Failure.NotFound("document");

    public static readonly Failure NotSigner = new Failure.Forbidden("Only the person who is named on this document can sign it.");

    public static readonly Failure AlreadySigned = new Failure.RuleBroken(SignedRule, "This document is signed already. Nothing was changed.");

    public static readonly Failure Stale = new Failure.Stale("order", "The order was changed after you opened its form.");

    public static readonly Failure NotAttested = new Failure.Invalid(nameof(SignDocument.Attested), "Confirm the statement first: tick the box.");

    /// <summary>The typed name is not the signer's.</summary>
    public static Failure OtherName(string name) => new Failure.Invalid(nameof(SignDocument.TypedName), $"Type your own name as it stands in your account: {name}.");
}
