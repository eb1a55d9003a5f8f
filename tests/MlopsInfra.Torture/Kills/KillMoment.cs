namespace MlopsInfra.Torture.Kills;

/// <summary>When a command is killed, and what of it.</summary>
/// <param name="Kind">What is waited for.</param>
/// <param name="Share">How much of it, compared with an undisturbed run: 0 to 1.</param>
/// <param name="Victim">What is killed.</param>
internal sealed record KillMoment(MomentKind Kind, double Share, Victim Victim)
{
    /// <summary>One by chance.</summary>
    public static KillMoment By(Random random, bool hasProgram)
    {
        var kind = (MomentKind)random.Next(4);
        var share = random.NextDouble();
        var victim = (hasProgram ? random.Next(8) : 0) switch { 6 => Victim.Program, 7 => Victim.Both, _ => Victim.Command };
        return new KillMoment(kind, share, victim);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Victim} killed at {Share:P0} of {Kind}";
}
