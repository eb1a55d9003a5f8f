namespace MlopsInfra.Cli.Tickets;

/// <summary>What was done with a ticket.</summary>
internal enum TicketChange
{
    /// <summary>It is open, and says enough already.</summary>
    None,

    /// <summary>There was none: it was opened.</summary>
    Opened,

    /// <summary>It is open: a comment was added.</summary>
    Commented,
}
