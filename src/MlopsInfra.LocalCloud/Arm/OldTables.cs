namespace MlopsInfra.LocalCloud.Arm;

/// <summary>The tables by type that go into the classes of the types; gone when all have.</summary>
internal static class OldTables
{
    /// <summary>Whether they count no more: what a class does not say then is missing.</summary>
    public static bool IsOff { get; set; }
}
