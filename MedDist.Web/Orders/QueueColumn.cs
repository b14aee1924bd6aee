using MedDist.Core.Orders;
using MedDist.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace MedDist.Web.Orders;

/// <summary>What a cell of the list is drawn from.</summary>
/// <param name="Line">The order.</param>
/// <param name="Phrase">Its send-by time in words.</param>
/// <param name="Age">How long ago it was submitted; empty when it was not.</param>
/// <param name="IsMine">The user has claimed it.</param>
/// <param name="Clock">The user's clock.</param>
public sealed record QueueCell(QueueLine Line, SendByPhrase Phrase, string Age, bool IsMine, UserClock Clock)
{
    public OrderRow Row => Line.Row;
}

/// <summary>One column of the order list: all that the table, its rows and the chooser need to know of it.</summary>
/// <param name="Id">Stable name, and its class as <c>col-…</c>; layouts that users keep refer to it.</param>
/// <param name="Title">Its name in the chooser.</param>
/// <param name="Head">What stands above it; short.</param>
/// <param name="Width">Usual width in pixels; for a column that <see cref="Fills"/>, the least it needs.</param>
/// <param name="Cell">Draws its cell.</param>
public sealed record QueueColumn(string Id, string Title, string Head, int Width, RenderFragment<QueueCell> Cell)
{
    /// <summary>The sort behind a click on its head; null when the list cannot be sorted by it.</summary>
    public OrderSort? Sort { get; init; }

    /// <summary>Takes a share of the room that the others leave.</summary>
    public bool Fills { get; init; }

    /// <summary>Not shown until somebody chooses it.</summary>
    public bool IsExtra { get; init; }

    /// <summary>Always there and in front, such as a box to tick; not offered in the chooser.</summary>
    public bool IsFixed { get; init; }

    /// <summary>What hovering over the cell says, where the text may be cut off.</summary>
    public Func<OrderRow, string?>? Hover { get; init; }

    /// <summary>Draws its head instead of the word, for example a box that ticks all.</summary>
    public RenderFragment? HeadCell { get; init; }
}

/// <summary>A column as it stands in the list now; <see cref="Width"/> is null where its own is used.</summary>
public sealed record ShownColumn(QueueColumn Column, int? Width);
