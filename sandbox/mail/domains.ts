/** Domains of the demo organisations, to which mail may go besides members. */
export const MAIL_DOMAINS = ["contoso.example", "northwind.example", "fabrikam.example"];
