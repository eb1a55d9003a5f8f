using System.Collections.Immutable;

namespace MlopsInfra.Review.Rights;

/// <summary>The rights that a change gives and takes.</summary>
/// <param name="Added">Rights that are new.</param>
/// <param name="Taken">Rights that are gone.</param>
public sealed record RightsChange(ImmutableArray<Right> Added, ImmutableArray<Right> Taken)
{
    /// <summary>Compares two states of a stack. A right counts once, however many assignments give it.</summary>
    /// <param name="before">The stack before.</param>
    /// <param name="after">The stack after.</param>
    /// <param name="facts">Names the roles.</param>
    public static RightsChange Between(StackSnapshot before, StackSnapshot after, ICloudFacts facts)
    {
        var (old, now) = (RightsReader.Read(before, facts), RightsReader.Read(after, facts));
        return new RightsChange(Without(now, old), Without(old, now));
    }

    private static ImmutableArray<Right> Without(ImmutableArray<Right> rights, ImmutableArray<Right> others)
    {
        var known = others.Select(right => right.Key).ToHashSet();
        return [.. rights.Where(right => !known.Contains(right.Key))];
    }
}
