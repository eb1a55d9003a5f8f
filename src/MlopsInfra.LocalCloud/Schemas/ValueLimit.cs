namespace MlopsInfra.LocalCloud.Schemas;

/// <summary>
/// How long a text or list may be, or how large a number, and which form a text has; null where nothing is said.
/// </summary>
/// <param name="Least">The least length or number.</param>
/// <param name="Most">The greatest length or number.</param>
/// <param name="Pattern">The form of a text.</param>
internal sealed record ValueLimit(long? Least = null, long? Most = null, string? Pattern = null)
{
    /// <summary>Whether it says nothing.</summary>
    public bool IsNone => Least is null && Most is null && Pattern is null;
}
