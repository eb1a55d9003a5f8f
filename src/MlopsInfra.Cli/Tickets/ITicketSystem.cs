namespace MlopsInfra.Cli.Tickets;

/// <summary>Where breaches are written down.</summary>
internal interface ITicketSystem : IDisposable
{
    /// <summary>Where that is, for people.</summary>
    string Place { get; }

    /// <summary>
    /// Opens a ticket, unless there is an open one of the same stack and model: then a comment is added, at most one in a day.
    /// </summary>
    /// <param name="text">What to write.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="CliException">The system refuses.</exception>
    Task<Ticket> WriteAsync(TicketText text, CancellationToken cancellationToken);
}
