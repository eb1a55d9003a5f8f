using System.Text;

namespace MlopsInfra.PostDeploy.Code;

/// <summary>
/// The order in which the Azure ML clients hash paths: by the code points of the lower-case path. Paths that differ in case only
/// have none there; here they have one, so that a hash does not depend on the file system.
/// </summary>
internal sealed class PathOrder : IComparer<string>
{
    public static readonly PathOrder Instance = new();

    /// <summary>The order of the code points alone, in which upper and lower case differ.</summary>
    public static readonly IComparer<string> OfCodePoints = Comparer<string>.Create(ByCodePoint);

    public int Compare(string? x, string? y)
    {
        var order = ByCodePoint(x!.ToLowerInvariant(), y!.ToLowerInvariant());
        return order != 0 ? order : string.CompareOrdinal(x, y);
    }

    // An ordinal comparison would put characters outside the basic plane before the last ones of it.
    private static int ByCodePoint(string x, string y)
    {
        var (left, right) = (x.EnumerateRunes(), y.EnumerateRunes());
        while (true)
        {
            var (hasLeft, hasRight) = (left.MoveNext(), right.MoveNext());
            if (!hasLeft || !hasRight) return hasLeft.CompareTo(hasRight);
            var order = left.Current.CompareTo(right.Current);
            if (order != 0) return order;
        }
    }
}
