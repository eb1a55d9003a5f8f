namespace MlopsInfra.Cli.Tickets;

/// <summary>An issue or a work item.</summary>
/// <param name="Address">Its page.</param>
/// <param name="What">What was done with it.</param>
internal sealed record Ticket(Uri Address, TicketChange What);
