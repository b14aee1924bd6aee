namespace MedDist.Web.Ui;

/// <summary>What <see cref="ConfirmDialog"/> asks before something that matters.</summary>
/// <param name="Title">The question: "Deny order 1042?".</param>
/// <param name="Consequence">What will happen, in a sentence or two.</param>
/// <param name="Button">What the button does: "Deny order".</param>
public sealed record ConfirmQuestion(string Title, string Consequence, string Button)
{
    /// <summary>Label of the comment field; null asks for no comment.</summary>
    public string? Comment { get; init; }

    /// <summary>A line below the comment field, for example who will read it.</summary>
    public string? CommentHint { get; init; }

    public bool CommentRequired { get; init; }

    public int CommentLength { get; init; } = 500;

    /// <summary>Texts to start the comment from with one click.</summary>
    public IReadOnlyList<string> Suggestions { get; init; } = [];

    /// <summary>Red button, for what cannot be taken back.</summary>
    public bool Danger { get; init; }
}
