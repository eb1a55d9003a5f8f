namespace MlopsInfra.LocalCloud.Services.Monitor.Logs;

/// <summary>The types that columns of logs have, by Kusto's names in lower case.</summary>
internal enum ColumnType
{
    /// <summary>True or false.</summary>
    Bool,

    /// <summary>A whole number of 32 bits.</summary>
    Int,

    /// <summary>A whole number of 64 bits.</summary>
    Long,

    /// <summary>A number of double precision.</summary>
    Real,

    /// <summary>A text; never null, but empty.</summary>
    String,

    /// <summary>A moment, in UTC.</summary>
    DateTime,

    /// <summary>A duration.</summary>
    TimeSpan,

    /// <summary>Any JSON.</summary>
    Dynamic,

    /// <summary>A GUID.</summary>
    Guid,
}
