namespace MlopsInfra.LocalCloud.Rest.Queries;

/// <summary>What a word of a <c>$filter</c> stands for.</summary>
internal enum FilterValueKind
{
    /// <summary>A text in quotes.</summary>
    Text,

    /// <summary>A number or a time, without quotes.</summary>
    Bare,

    /// <summary>A property.</summary>
    Name,
}
