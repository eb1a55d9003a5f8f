namespace MlopsInfra.Torture.Kills;

/// <summary>What is killed.</summary>
internal enum Victim
{
    /// <summary>The command alone.</summary>
    Command,

    /// <summary>The program alone, which the command runs.</summary>
    Program,

    /// <summary>The command and its program, at once.</summary>
    Both,
}
