"""Paper: a value in, PDF bytes out. The only place that imports ReportLab, PDFium, Pillow, resvg and segno."""
